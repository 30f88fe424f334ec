/* The system as it can be at its worst: the calls of one process that touch one folder are counted, and at a
   given one the process is killed, before it or in the midst of it, or the call fails.

   Loaded by LD_PRELOAD, so that what SQLite does is seen as well. `arm` begins; see `shim.py`. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { COUNT, KILL, TEAR, FAIL, FAIL_ON };
enum { OPEN, WRITE, RENAME, UNLINK, MKDIR, RMDIR, SYNC, TRUNCATE, READ, KINDS };

#define FILES 65536
#define MOST 1000000

static char root[4096];
static size_t root_length;
static int how = COUNT, armed, error_number;
static long fatal, seen_calls;
static unsigned kinds;                /* a bit for each kind that counts */
static char ours[FILES];              /* files of the folder that are open */
static unsigned char passed[MOST];    /* the kind of each call that was counted */

void arm(const char *folder, int mode, long at, int error, unsigned which) {
  strncpy(root, folder, sizeof root - 1);
  root_length = strlen(root);
  how = mode; fatal = at; error_number = error; kinds = which; seen_calls = 0; armed = 1;
}
void disarm(void) { armed = 0; }
long seen(void) { return seen_calls; }
int kind_of(long call) { return passed[call]; }

static int is_ours(const char *path) { return path && !strncmp(path, root, root_length); }
static int holds(int file) { return file >= 0 && file < FILES && ours[file]; }

/* 0: go on; 1: the call fails, `errno` is set; 2: die in its midst. */
static int meet(int kind) {
  if (!armed || !(kinds >> kind & 1)) return 0;
  if (seen_calls < MOST) passed[seen_calls] = kind;
  long here = seen_calls++;
  if (how == COUNT || here < fatal || (here > fatal && how != FAIL_ON)) return 0;
  if (how == KILL || (how == TEAR && kind != WRITE)) raise(SIGKILL);
  if (how == TEAR) return 2;
  errno = error_number;
  return 1;
}

#define REAL(name, ...) \
  static int (*real)(__VA_ARGS__); \
  if (!real) real = dlsym(RTLD_NEXT, name)

static int note(int file, int mine) {
  if (file >= 0 && file < FILES) ours[file] = mine;
  return file;
}

#define OPENING(name) \
  int name(const char *path, int flags, ...) { \
    REAL(#name, const char *, int, ...); \
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
    int mine = is_ours(path); \
    if (mine && meet(flags & O_ACCMODE || flags & O_CREAT ? OPEN : READ)) return -1; \
    return note(real(path, flags, mode), mine); \
  }
OPENING(open)
OPENING(open64)

#define OPENING_AT(name) \
  int name(int folder, const char *path, int flags, ...) { \
    REAL(#name, int, const char *, int, ...); \
    va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
    int mine = is_ours(path) || (path[0] != '/' && holds(folder)); \
    if (mine && meet(flags & O_ACCMODE || flags & O_CREAT ? OPEN : READ)) return -1; \
    return note(real(folder, path, flags, mode), mine); \
  }
OPENING_AT(openat)
OPENING_AT(openat64)

int close(int file) {
  REAL("close", int);
  if (file >= 0 && file < FILES) ours[file] = 0;
  return real(file);
}

#define WRITING(name, offset_t) \
  ssize_t name(int file, const void *data, size_t size, offset_t offset) { \
    static ssize_t (*real)(int, const void *, size_t, offset_t); \
    if (!real) real = dlsym(RTLD_NEXT, #name); \
    int met = holds(file) ? meet(WRITE) : 0; \
    if (met == 2) { real(file, data, size / 2, offset); raise(SIGKILL); } \
    return met ? -1 : real(file, data, size, offset); \
  }
WRITING(pwrite, off_t)
WRITING(pwrite64, off64_t)

ssize_t write(int file, const void *data, size_t size) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "write");
  int met = holds(file) ? meet(WRITE) : 0;
  if (met == 2) { real(file, data, size / 2); raise(SIGKILL); }
  return met ? -1 : real(file, data, size);
}

#define ON_FILE(name, kind, ...) \
  int name(int file) { REAL(#name, int); return holds(file) && meet(kind) ? -1 : real(file); }
ON_FILE(fsync, SYNC)
ON_FILE(fdatasync, SYNC)

#define CUTTING(name, offset_t) \
  int name(int file, offset_t size) { \
    REAL(#name, int, offset_t); return holds(file) && meet(TRUNCATE) ? -1 : real(file, size); \
  }
CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
  REAL("rename", const char *, const char *);
  return is_ours(to) && meet(RENAME) ? -1 : real(from, to);
}
int unlink(const char *path) {
  REAL("unlink", const char *);
  return is_ours(path) && meet(UNLINK) ? -1 : real(path);
}
int unlinkat(int folder, const char *path, int flags) {
  REAL("unlinkat", int, const char *, int);
  int mine = is_ours(path) || (path[0] != '/' && holds(folder));
  return mine && meet(flags & AT_REMOVEDIR ? RMDIR : UNLINK) ? -1 : real(folder, path, flags);
}
int rmdir(const char *path) {
  REAL("rmdir", const char *);
  return is_ours(path) && meet(RMDIR) ? -1 : real(path);
}
int mkdir(const char *path, mode_t mode) {
  REAL("mkdir", const char *, mode_t);
  return is_ours(path) && meet(MKDIR) ? -1 : real(path, mode);
}
