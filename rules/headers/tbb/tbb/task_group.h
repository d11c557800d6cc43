/* oneTBB's task groups: what a program needs to be parsed. After the oneAPI specification. */
#ifndef CHANLINT_TBB_TASK_GROUP_H
#define CHANLINT_TBB_TASK_GROUP_H

namespace tbb {
namespace detail::d1 {

enum task_group_status { not_complete, complete, canceled };

class task_group_base {
public:
    task_group_status wait();
    void cancel();
};

class task_group : public task_group_base {
public:
    task_group();
    ~task_group();
    template <class F> void run(F &&) {}
};

}

using detail::d1::task_group;
using detail::d1::task_group_status;
}

#endif
