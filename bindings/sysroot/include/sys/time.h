#pragma once

#include <sys/types.h>

struct timeval {
    time_t tv_sec;
    suseconds_t tv_usec;
};
#ifdef __LP64__
_Static_assert(sizeof(struct timeval) == 16, "struct timeval");
#else
_Static_assert(sizeof(struct timeval) == 8, "struct timeval");
#endif

struct timezone;

int gettimeofday(struct timeval *, struct timezone *);
int utimes(const char *path, const struct timeval times[2]);
