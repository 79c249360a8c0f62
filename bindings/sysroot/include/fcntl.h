#pragma once

#include <sys/types.h>

#define O_RDONLY 00
#define O_RDWR 02
#define O_CREAT 0100
#define O_EXCL 0200
#define O_CLOEXEC 02000000

#if defined(__aarch64__) || defined(__arm__)
#define O_NOFOLLOW 0100000
#define O_LARGEFILE 0400000
#else
#define O_LARGEFILE 0100000
#define O_NOFOLLOW 0400000
#endif

#define FD_CLOEXEC 1
#define F_GETFD 1
#define F_SETFD 2

// off_t is 64 bits everywhere in these headers, so a 32-bit process uses the kernel's "64" commands.
#ifdef __LP64__
#define F_GETLK 5
#define F_SETLK 6
#define F_SETLKW 7
#else
#define F_GETLK 12
#define F_SETLK 13
#define F_SETLKW 14
#endif

#define F_RDLCK 0
#define F_WRLCK 1
#define F_UNLCK 2

struct flock {
    short l_type;
    short l_whence;
    off_t l_start;
    off_t l_len;
    pid_t l_pid;
};
_Static_assert(sizeof(struct flock) == 32, "struct flock");

int fcntl(int fd, int command, ...);
#ifdef __LP64__
int open(const char *path, int flags, ...);
#else
int open(const char *path, int flags, ...) __asm__("open64");
#endif
