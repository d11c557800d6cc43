/* A service calls its start function once, before it answers requests. `local` serves one connection, `network` as many
 * as come in: only there are the start function, and the task that it starts, run again and again.
 */
typedef struct Service Service;

struct Service {
	int fd;
	void (*start)(Service *s);
};

void serve(Service *s);
void servenetwork(Service *s, int announced);
