/* Makes calls below a folder fail as on a broken disk, or ends or stops the process there; preloaded by forking.py.
 *
 * A call counts where its path, or that of its descriptor, lies in or below the folder and it changes the disk or locks.
 * Writes to one file, one after the other, count once. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { LASTING = 1, NO_SWAP = 2, READING = 4, EACH_WRITE = 8 };
enum { HERE = -100, ACCESS = 3 }; /* AT_FDCWD, O_ACCMODE */

static char below[PATH_MAX], written[PATH_MAX];
static int at, what, how, trace = -1, seen;

/* From now on the call with this number fails with `action`, an errno; a negative one is the signal that the process sends
 * itself instead, 0 does nothing. how: LASTING, all calls after it fail as well; NO_SWAP, folders cannot change places;
 * READING, opening to read counts; EACH_WRITE, every write counts. Each call is a line in `log`. */
void faults_arm(const char *folder, int number, int action, int flags, int log) {
    strncpy(below, folder, sizeof below - 1);
    at = number, what = action, how = flags, trace = log, seen = 0, written[0] = 0;
}

static int is_below(const char *path) {
    size_t length = strlen(below);
    return length && !strncmp(path, below, length) && (path[length] == '/' || !path[length]);
}

static int fails(const char *name, const char *path) {
    if (!is_below(path))
        return 0;
    int number = __sync_add_and_fetch(&seen, 1);
    dprintf(trace, "%s %s\n", name, path);
    if (!what || number < at || (number > at && !(how & LASTING)))
        return 0;
    if (what < 0) {
        kill(getpid(), -what);
        return 0;
    }
    errno = what;
    return 1;
}

/* The path of a descriptor, or of a name in the folder that it is open on. */
static const char *of(int descriptor, const char *name, char *room) {
    char link[64];
    if (name && (name[0] == '/' || descriptor == HERE))
        return name;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, room, PATH_MAX - NAME_MAX - 2);
    room[length < 0 ? 0 : length] = 0;
    if (name && length > 0)
        snprintf(room + length, NAME_MAX + 2, "/%s", name);
    return room;
}

static int open_fails(const char *name, const char *path, int flags) {
    return ((flags & ACCESS) || (how & READING)) && fails(name, path);
}

static int write_fails(int descriptor) {
    char room[PATH_MAX];
    const char *path = of(descriptor, NULL, room);
    if (!is_below(path) || (!(how & EACH_WRITE) && !strcmp(path, written)))
        return 0;
    strcpy(written, path);
    return fails("write", path);
}

#define REAL(name, ...) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))(__VA_ARGS__)
#define CALL(type, name, params, failing, ...) \
    type name params { \
        char room[PATH_MAX]; \
        (void)room; \
        return (failing) ? -1 : REAL(name, __VA_ARGS__); \
    }

CALL(int, open, (const char *path, int flags, mode_t mode), open_fails("open", path, flags), path, flags, mode)
CALL(int, open64, (const char *path, int flags, mode_t mode), open_fails("open", path, flags), path, flags, mode)
CALL(int, mkdir, (const char *path, mode_t mode), fails("mkdir", path), path, mode)
CALL(int, chmod, (const char *path, mode_t mode), fails("chmod", path), path, mode)
CALL(int, rmdir, (const char *path), fails("rmdir", path), path)
CALL(int, unlink, (const char *path), fails("unlink", path), path)
CALL(int, unlinkat, (int in, const char *name, int flags), fails("unlink", of(in, name, room)), in, name, flags)
CALL(int, symlink, (const char *target, const char *path), fails("symlink", path), target, path)
CALL(int, rename, (const char *from, const char *to), fails("rename", to), from, to)
CALL(int, fsync, (int descriptor), fails("fsync", of(descriptor, NULL, room)), descriptor)
CALL(int, flock, (int descriptor, int how_), fails("flock", of(descriptor, NULL, room)), descriptor, how_)
CALL(ssize_t, write, (int descriptor, const void *data, size_t size), write_fails(descriptor), descriptor, data, size)

int renameat2(int from_in, const char *from, int to_in, const char *to, unsigned flags) {
    if (fails("swap", to))
        return -1;
    if (how & NO_SWAP) {
        errno = EINVAL;
        return -1;
    }
    return REAL(renameat2, from_in, from, to_in, to, flags);
}
