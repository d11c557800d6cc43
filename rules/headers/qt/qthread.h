/* Qt's threads and what they wait with: what a program needs to be parsed. After Qt's documentation. */
#ifndef CHANLINT_QTHREAD_H
#define CHANLINT_QTHREAD_H

#include <climits>

class QObject {
public:
    explicit QObject(QObject *parent = nullptr);
    virtual ~QObject();
};

class QDeadlineTimer {
public:
    enum ForeverConstant { Forever };
    constexpr QDeadlineTimer(ForeverConstant) {}
    explicit QDeadlineTimer(long long milliseconds);
};

class QThread : public QObject {
public:
    explicit QThread(QObject *parent = nullptr);
    ~QThread() override;
    bool isRunning() const;
    bool isInterruptionRequested() const;
    void requestInterruption();
    void start();
    void quit();
    bool wait(QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever));
    bool wait(unsigned long milliseconds);
    template <class Function, class... Args> static QThread *create(Function &&, Args &&...)
    {
        return nullptr;
    }

protected:
    virtual void run();
};

class QMutex {
public:
    void lock();
    bool tryLock(int milliseconds = 0);
    void unlock();
};

class QReadWriteLock {
public:
    void lockForRead();
    void lockForWrite();
    void unlock();
};

class QMutexLocker {
public:
    explicit QMutexLocker(QMutex *mutex);
    ~QMutexLocker();
    void unlock();
    void relock();
};

class QWaitCondition {
public:
    bool wait(QMutex *mutex, QDeadlineTimer deadline = QDeadlineTimer(QDeadlineTimer::Forever));
    bool wait(QMutex *mutex, unsigned long milliseconds);
    void wakeOne();
    void wakeAll();
};

class QSemaphore {
public:
    explicit QSemaphore(int n = 0);
    void acquire(int n = 1);
    bool tryAcquire(int n = 1);
    bool tryAcquire(int n, int milliseconds);
    void release(int n = 1);
    int available() const;
};

#endif
