#pragma once

#include <sys/types.h>

#define F_OK 0
#define W_OK 2
#define R_OK 4

#define SEEK_SET 0

// bionic's own numbering, not glibc's.
#define _SC_PAGESIZE 39

int access(const char *path, int mode);
int close(int fd);
int fchown(int fd, uid_t, gid_t);
int fsync(int fd);
char *getcwd(char *, size_t);
uid_t geteuid(void);
pid_t getpid(void);
ssize_t read(int fd, void *, size_t);
ssize_t readlink(const char *path, char *, size_t);
int rmdir(const char *path);
unsigned int sleep(unsigned int seconds);
long sysconf(int name);
int unlink(const char *path);
ssize_t write(int fd, const void *, size_t);

// off_t is 64 bits everywhere in these headers: in a 32-bit process these are other functions.
#ifdef __LP64__
int ftruncate(int fd, off_t);
ssize_t pread(int fd, void *, size_t, off_t);
ssize_t pwrite(int fd, const void *, size_t, off_t);
#else
int ftruncate(int fd, off_t) __asm__("ftruncate64");
ssize_t pread(int fd, void *, size_t, off_t) __asm__("pread64");
ssize_t pwrite(int fd, const void *, size_t, off_t) __asm__("pwrite64");
#endif
