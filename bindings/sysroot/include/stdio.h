#pragma once

#include <stdarg.h>
#include <stddef.h>

// Only ever handled through pointers: its inside changed in API 24.
typedef struct __sFILE FILE;

#define FILENAME_MAX 4096

int printf(const char *format, ...) __attribute__((__format__(__printf__, 1, 2)));
int rename(const char *from, const char *to);
