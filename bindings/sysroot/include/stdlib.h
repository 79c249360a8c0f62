#pragma once

#include <stddef.h>

void abort(void) __attribute__((__noreturn__));
int abs(int);
void free(void *);
char *getenv(const char *name);
void *malloc(size_t);
void qsort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *));
void *realloc(void *, size_t);
