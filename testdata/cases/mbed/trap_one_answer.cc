// Each question has a queue for its answer, with room for it: who answers does not wait when nobody wants to know any more.
#include "mbed.h"

int answer(int question);
int ask();
bool is_urgent(int question);
void use(int *answer);

struct Question {
    int question, answer;
    Queue<int, 1> *answers;
};

static void work(Question *question)
{
    question->answer = answer(question->question);
    question->answers->try_put_for(Kernel::wait_for_u32_forever, &question->answer); // SEES fits send
}

int main()
{
    for (;;) {
        Question *question = new Question;
        question->question = ask();
        question->answers = new Queue<int, 1>;
        Thread *thread = new Thread;
        thread->start(callback(work, question)); // SEES spawn
        int *answer;
        if (!is_urgent(question->question))
            continue;
        question->answers->try_get_for(Kernel::wait_for_u32_forever, &answer); // SEES forever receive
        use(answer);
    }
}
