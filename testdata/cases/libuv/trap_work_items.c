/* Work for the loop's pool: each item ends by itself, and nothing waits for it. */
#include <stdlib.h>
#include <uv.h>

int next_request(void);

static void work(uv_work_t *req)
{
    req->data = NULL;
}

static void done(uv_work_t *req, int status)
{
    (void)status;
    free(req);
}

int main(void)
{
    while (next_request())
        uv_queue_work(uv_default_loop(), malloc(sizeof(uv_work_t)), work, done);
}
