/* A panel tells on `moved` where it is moved to, for programs that care to know; the two of this tree do not, and both
 * move it. That there are others is as likely as not. `own` has a panel of its own, and nobody else can know that.
 */
typedef struct Panel Panel;

struct Panel {
	Channel *moved;
	int x;
};

Panel *newpanel(void);
