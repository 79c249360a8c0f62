#pragma once

#include <stddef.h>
#include <stdint.h>

typedef uint32_t gid_t;
typedef uint32_t uid_t;
typedef int pid_t;
typedef unsigned long ino_t;
typedef uint32_t nlink_t;
typedef long ssize_t;
typedef long time_t;
typedef long suseconds_t;
typedef uint32_t useconds_t;

// bionic's off_t has 32 bits in a 32-bit process; SQLite asks for 64 (_FILE_OFFSET_BITS), and each
// function that takes one is bound to its "64" twin where it is declared.
typedef int64_t off_t;

#ifdef __LP64__
typedef uint64_t dev_t;
typedef uint32_t mode_t;
#else
typedef uint32_t dev_t;
typedef uint16_t mode_t;
#endif

#ifdef __LP64__
_Static_assert(sizeof(time_t) == 8, "time_t");
_Static_assert(sizeof(ino_t) == 8, "ino_t");
#else
_Static_assert(sizeof(time_t) == 4, "time_t");
_Static_assert(sizeof(ino_t) == 4, "ino_t");
#endif
_Static_assert(sizeof(ssize_t) == sizeof(size_t), "ssize_t");
