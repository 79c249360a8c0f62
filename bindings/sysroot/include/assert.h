// Included more than once on purpose: NDEBUG may change between two inclusions.
#undef assert
#ifdef NDEBUG
#define assert(expression) ((void)0)
#else
void __assert2(const char *file, int line, const char *function, const char *message)
    __attribute__((__noreturn__));
#define assert(expression) \
    ((expression) ? (void)0 : __assert2(__FILE__, __LINE__, __func__, #expression))
#endif
