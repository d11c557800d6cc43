#include "extract/sandbox.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined __has_feature /* clang's way to say it */
#if __has_feature(address_sanitizer) && !defined __SANITIZE_ADDRESS__
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

enum { LARGEST_FILE = 256 * 1024 * 1024 };

static void limit(int resource, rlim_t most)
{
    struct rlimit current;
    if (getrlimit((__rlimit_resource_t)resource, &current) == 0 && current.rlim_max > most)
        setrlimit((__rlimit_resource_t)resource, &(struct rlimit){most, most});
}

static void limit_resources(unsigned megabytes, size_t stack, bool writes)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, writes ? LARGEST_FILE : 0);
#ifndef __SANITIZE_ADDRESS__ /* its shadow is terabytes of address space */
    limit(RLIMIT_DATA, (rlim_t)megabytes * 1024 * 1024 + stack);
#else
    (void)megabytes, (void)stack;
#endif
}

static void allow_writing(int ruleset, const char *folder, uint64_t rights)
{
    struct landlock_path_beneath_attr rule = {
        .allowed_access = rights,
        .parent_fd = open(folder, O_PATH | O_DIRECTORY | O_CLOEXEC),
    };
    syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    close(rule.parent_fd);
}

/* Landlock (kernel 5.13), landlock(7). Rights that are handled and granted nowhere are gone; reading is not
 * handled. The bits and fields of later versions are spelled out, since the headers may be older than the
 * kernel. */
static void forbid_writing(const char *folder)
{
    static const uint64_t writing[] = {
        [1] = 0x1fff & ~(uint64_t)(LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR),
        [2] = 1 << 13, /* rename into another folder */
        [3] = 1 << 14, /* truncate */
    };
    enum { TCP = 3, SCOPES = 3 }; /* bind and connect; abstract sockets and signals outside of the sandbox */
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    struct {
        uint64_t files, net, scopes;
    } rules = {0, version >= 4 ? TCP : 0, version >= 6 ? SCOPES : 0};
    for (long v = 1; v <= version && v <= 3; v++)
        rules.files |= writing[v];
    size_t size = version >= 6 ? sizeof rules : version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
    long ruleset = version < 1 ? -1 : syscall(SYS_landlock_create_ruleset, &rules, size, 0);
    if (ruleset < 0)
        return;
    if (*folder)
        allow_writing((int)ruleset, folder, rules.files);
    syscall(SYS_landlock_restrict_self, (int)ruleset, 0);
    close((int)ruleset);
}

#if defined __x86_64__
#define NATIVE AUDIT_ARCH_X86_64
#elif defined __aarch64__
#define NATIVE AUDIT_ARCH_AARCH64
#endif

/* No sockets, no other programs. A call by another architecture's numbers is not one of ours. */
static void forbid_calls(void)
{
#ifdef NATIVE
#define FORBID(call)                                                                                         \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_##call, 0, 1),                                                   \
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 13 /* EACCES */)
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, NATIVE, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        FORBID(socket),
        FORBID(execve),
        FORBID(execveat),
        FORBID(ptrace),
        FORBID(process_vm_writev),
        FORBID(io_uring_setup),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
#undef FORBID
    const struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
#endif
}

void sandbox_enter(unsigned megabytes, size_t stack, int last, const char *folder)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    close_range((unsigned)last + 1, ~0u, 0);
    limit_resources(megabytes, stack, *folder != '\0');
    forbid_writing(folder);
    forbid_calls();
}
