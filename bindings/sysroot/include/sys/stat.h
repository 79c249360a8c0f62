#pragma once

#include <sys/types.h>
#include <time.h>

// The kernel's layout, which differs by architecture.
#if defined(__aarch64__)
struct stat {
    dev_t st_dev;
    ino_t st_ino;
    unsigned int st_mode;
    nlink_t st_nlink;
    uid_t st_uid;
    gid_t st_gid;
    dev_t st_rdev;
    unsigned long padding1;
    off_t st_size;
    int st_blksize;
    int padding2;
    long st_blocks;
    struct timespec st_atim;
    struct timespec st_mtim;
    struct timespec st_ctim;
    unsigned int reserved[2];
};
_Static_assert(sizeof(struct stat) == 128, "struct stat");
_Static_assert(offsetof(struct stat, st_size) == 48, "st_size");
#elif defined(__x86_64__)
struct stat {
    dev_t st_dev;
    ino_t st_ino;
    unsigned long st_nlink;
    unsigned int st_mode;
    uid_t st_uid;
    gid_t st_gid;
    unsigned int padding0;
    dev_t st_rdev;
    off_t st_size;
    long st_blksize;
    long st_blocks;
    struct timespec st_atim;
    struct timespec st_mtim;
    struct timespec st_ctim;
    long reserved[3];
};
_Static_assert(sizeof(struct stat) == 144, "struct stat");
_Static_assert(offsetof(struct stat, st_size) == 48, "st_size");
#elif defined(__arm__)
struct stat {
    unsigned long long st_dev;
    unsigned char padding0[4];
    unsigned long short_ino;
    unsigned int st_mode;
    nlink_t st_nlink;
    uid_t st_uid;
    gid_t st_gid;
    unsigned long long st_rdev;
    unsigned char padding3[4];
    long long st_size;
    unsigned long st_blksize;
    unsigned long long st_blocks;
    struct timespec st_atim;
    struct timespec st_mtim;
    struct timespec st_ctim;
    unsigned long long st_ino;
};
_Static_assert(sizeof(struct stat) == 104, "struct stat");
_Static_assert(offsetof(struct stat, st_size) == 48, "st_size");
#else
#error "no struct stat for this architecture"
#endif

#define st_atime st_atim.tv_sec
#define st_mtime st_mtim.tv_sec
#define st_ctime st_ctim.tv_sec

#define S_IFMT 0170000
#define S_IFDIR 0040000
#define S_IFREG 0100000
#define S_IFLNK 0120000
#define S_ISDIR(mode) (((mode) & S_IFMT) == S_IFDIR)
#define S_ISLNK(mode) (((mode) & S_IFMT) == S_IFLNK)
#define S_ISREG(mode) (((mode) & S_IFMT) == S_IFREG)

int fchmod(int fd, mode_t);
int fstat(int fd, struct stat *);
int lstat(const char *path, struct stat *);
int mkdir(const char *path, mode_t);
int stat(const char *path, struct stat *);
