/* What AddressSanitizer and valgrind have to be told of stacks; nothing where they are not there. */
#ifndef TEND_SANITIZERS_H
#define TEND_SANITIZERS_H

#ifdef __has_feature
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#else
#define __asan_unpoison_memory_region(memory, size) ((void)0)
#define __sanitizer_start_switch_fiber(fake_stack, bottom, size) ((void)0)
#define __sanitizer_finish_switch_fiber(fake_stack, bottom, size) ((void)0)
#endif

#ifdef TEND_VALGRIND
#include <valgrind/valgrind.h>
#else
#define VALGRIND_STACK_REGISTER(bottom, top) 0
#define VALGRIND_STACK_DEREGISTER(id) ((void)0)
#endif

#endif
