#pragma once

// bionic's numbers differ by word size; see its dlfcn.h.
#ifdef __LP64__
#define RTLD_NOW 0x00002
#define RTLD_GLOBAL 0x00100
#else
#define RTLD_NOW 0x00000
#define RTLD_GLOBAL 0x00002
#endif

int dlclose(void *handle);
char *dlerror(void);
void *dlopen(const char *file, int flags);
void *dlsym(void *handle, const char *name);
