#pragma once

#include <sys/types.h>

#define PROT_READ 1
#define PROT_WRITE 2
#define MAP_SHARED 1
#define MAP_FAILED ((void *)-1)
#define MREMAP_MAYMOVE 1

#ifdef __LP64__
void *mmap(void *, size_t, int protection, int flags, int fd, off_t);
#else
void *mmap(void *, size_t, int protection, int flags, int fd, off_t) __asm__("mmap64");
#endif
void *mremap(void *, size_t old_size, size_t new_size, int flags, ...);
int munmap(void *, size_t);
