/* A meter hands its readings over on a channel; each program that has one reads it as it likes. The channels of all
 * programs stand in one field, and are none of each other's: `watch` reads on for good, `peek` reads once.
 */
typedef struct Meter Meter;

struct Meter {
	Channel *readings;
	int fd;
};

Meter *openmeter(char *path);
ulong readmeter(Meter *m);
