/* On phones a panic ends the process and takes no backtrace (docs/adr/0010-panics.md), but Rust's standard library names
   the functions that would walk the stack. Here the stack has no frames. The 32-bit ARM names are those of its EHABI. */

enum { END_OF_STACK = 5 };

int _Unwind_Backtrace(void *visit, void *argument) { return END_OF_STACK; }
unsigned long _Unwind_GetIP(void *frame) { return 0; }
unsigned long _Unwind_GetCFA(void *frame) { return 0; }
void *_Unwind_FindEnclosingFunction(void *address) { return 0; }

#ifdef __arm__
enum { FAILED = 2 };

int _Unwind_VRS_Get(void *frame, int kind, unsigned number, int form, void *value) { return FAILED; }
int _Unwind_VRS_Set(void *frame, int kind, unsigned number, int form, void *value) { return FAILED; }
#endif
