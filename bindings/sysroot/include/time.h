#pragma once

#include <sys/types.h>

struct timespec {
    time_t tv_sec;
    long tv_nsec;
};

struct tm {
    int tm_sec;
    int tm_min;
    int tm_hour;
    int tm_mday;
    int tm_mon;
    int tm_year;
    int tm_wday;
    int tm_yday;
    int tm_isdst;
    long tm_gmtoff;
    const char *tm_zone;
};

#ifdef __LP64__
_Static_assert(sizeof(struct timespec) == 16, "struct timespec");
_Static_assert(sizeof(struct tm) == 56, "struct tm");
#else
_Static_assert(sizeof(struct timespec) == 8, "struct timespec");
_Static_assert(sizeof(struct tm) == 44, "struct tm");
#endif

struct tm *localtime_r(const time_t *, struct tm *);
int nanosleep(const struct timespec *, struct timespec *);
size_t strftime(char *, size_t, const char *format, const struct tm *);
time_t time(time_t *);
