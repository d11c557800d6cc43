/* A panel draws what comes on its channel, until it is closed. `clock` never closes its panel, `dialog` does so while
 * its ticker still sends: the branch that ends the panel's thread can only fire where somebody closes it.
 */
typedef struct Panel Panel;

struct Panel {
	Channel *events;
	Channel *quit;
};

Panel *openpanel(void);
void closepanel(Panel *p);
