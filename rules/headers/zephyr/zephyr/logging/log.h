/* Zephyr's log: nothing of it blocks. */
#ifndef CHANLINT_ZEPHYR_LOG_H
#define CHANLINT_ZEPHYR_LOG_H

#define LOG_LEVEL_NONE 0
#define LOG_LEVEL_ERR 1
#define LOG_LEVEL_WRN 2
#define LOG_LEVEL_INF 3
#define LOG_LEVEL_DBG 4
#define LOG_MODULE_REGISTER(...) extern int z_log_module
#define LOG_MODULE_DECLARE(...) extern int z_log_module
#define LOG_ERR(...) ((void)0)
#define LOG_WRN(...) ((void)0)
#define LOG_INF(...) ((void)0)
#define LOG_DBG(...) ((void)0)
#define LOG_HEXDUMP_ERR(...) ((void)0)
#define LOG_HEXDUMP_WRN(...) ((void)0)
#define LOG_HEXDUMP_INF(...) ((void)0)
#define LOG_HEXDUMP_DBG(...) ((void)0)
#define LOG_PANIC() ((void)0)

#endif
