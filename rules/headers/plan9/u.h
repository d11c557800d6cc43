/* Plan 9's basic types, as plan9port has them and as much as a parser needs. */
#ifndef CHANLINT_PLAN9_U_H
#define CHANLINT_PLAN9_U_H

#include <ctype.h>
#include <fcntl.h>
#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#define nil ((void *)0)
#define nelem(x) (sizeof(x) / sizeof((x)[0]))
#define USED(x) ((void)(x))
#define SET(x) ((x) = 0)
#define AUTOLIB(x)

typedef signed char schar;
typedef unsigned char uchar;
typedef unsigned short ushort;
typedef unsigned int uint;
typedef unsigned long ulong;
typedef long long vlong;
typedef unsigned long long uvlong;
typedef uint8_t u8int;
typedef uint16_t u16int;
typedef uint32_t u32int;
typedef uint64_t u64int;
typedef int8_t s8int;
typedef int16_t s16int;
typedef int32_t s32int;
typedef int64_t s64int;
typedef uintptr_t uintptr;
typedef intptr_t intptr;
typedef unsigned int Rune;

#endif
