#pragma once

#include <sys/types.h>
#include <time.h>

typedef long pthread_t;
typedef long pthread_mutexattr_t;

typedef struct {
    uint32_t flags;
    void *stack_base;
    size_t stack_size;
    size_t guard_size;
    int32_t scheduling_policy;
    int32_t scheduling_priority;
#ifdef __LP64__
    char reserved[16];
#endif
} pthread_attr_t;

typedef struct {
#ifdef __LP64__
    int32_t reserved[10];
#else
    int32_t reserved[1];
#endif
} pthread_mutex_t;

typedef struct {
#ifdef __LP64__
    int32_t reserved[12];
#else
    int32_t reserved[1];
#endif
} pthread_cond_t;

#ifdef __LP64__
_Static_assert(sizeof(pthread_attr_t) == 56, "pthread_attr_t");
_Static_assert(sizeof(pthread_mutex_t) == 40, "pthread_mutex_t");
_Static_assert(sizeof(pthread_mutexattr_t) == 8, "pthread_mutexattr_t");
_Static_assert(sizeof(pthread_cond_t) == 48, "pthread_cond_t");
#else
_Static_assert(sizeof(pthread_attr_t) == 24, "pthread_attr_t");
_Static_assert(sizeof(pthread_mutex_t) == 4, "pthread_mutex_t");
_Static_assert(sizeof(pthread_mutexattr_t) == 4, "pthread_mutexattr_t");
_Static_assert(sizeof(pthread_cond_t) == 4, "pthread_cond_t");
#endif

#define PTHREAD_MUTEX_RECURSIVE 1
#define PTHREAD_MUTEX_INITIALIZER {{0}}

int pthread_create(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
int pthread_join(pthread_t, void **);
int pthread_mutex_destroy(pthread_mutex_t *);
int pthread_mutex_init(pthread_mutex_t *, const pthread_mutexattr_t *);
int pthread_mutex_lock(pthread_mutex_t *);
int pthread_mutex_trylock(pthread_mutex_t *);
int pthread_mutex_unlock(pthread_mutex_t *);
int pthread_mutexattr_destroy(pthread_mutexattr_t *);
int pthread_mutexattr_init(pthread_mutexattr_t *);
int pthread_mutexattr_settype(pthread_mutexattr_t *, int);
