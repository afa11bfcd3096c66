// Loaded into a process (LD_PRELOAD), this keeps beside a folder what a power cut would leave of it:
// - in IMAGE, each file of FOLDER under the number of its inode, as it was when it was last forced to the disk;
// - in IMAGE/entries, a line with the inode and the name of each file, as the folder was when it was last forced to
//   the disk.
// What was written and not forced to the disk is in neither. While the file SYNC_FAILS exists, forcing fails. It also
// fails while the process has no descriptor left to write the image with.

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void fail(const char *what) {
  perror(what);
  abort();
}

// Returns -1 if the process has no descriptor left.
static int refuse(const char *what) {
  if (errno != EMFILE) fail(what);
  return -1;
}

// A name in the image appears at once with all of its contents.
static void publish(const char *draft, const char *name) {
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s/%s", getenv("IMAGE"), name);
  if (rename(draft, path) != 0) fail("rename");
}

static void draft_path(char *path) {
  snprintf(path, PATH_MAX, "%s/draft", getenv("IMAGE"));
}

static int keep_file(int fd, ino_t inode) {
  char draft[PATH_MAX], name[32], buffer[65536];
  draft_path(draft);
  int copy = open(draft, O_CREAT | O_TRUNC | O_WRONLY, 0600);
  if (copy < 0) return refuse("open");
  ssize_t length;
  // Read through the same descriptor: to close another one would release the process's locks on the file.
  for (off_t at = 0; (length = pread(fd, buffer, sizeof buffer, at)) > 0; at += length) {
    if (write(copy, buffer, length) != length) fail("write");
  }
  if (length < 0) fail("pread");
  close(copy);
  snprintf(name, sizeof name, "%lu", (unsigned long)inode);
  publish(draft, name);
  return 0;
}

static int keep_entries(const char *folder) {
  char draft[PATH_MAX];
  draft_path(draft);
  FILE *entries = fopen(draft, "w");
  if (!entries) return refuse("fopen");
  DIR *directory = opendir(folder);
  if (!directory) {
    fclose(entries);
    return refuse("opendir");
  }
  for (struct dirent *entry; (entry = readdir(directory));) {
    if (entry->d_type == DT_REG) {
      fprintf(entries, "%lu %s\n", (unsigned long)entry->d_ino, entry->d_name);
    }
  }
  closedir(directory);
  fclose(entries);
  publish(draft, "entries");
  return 0;
}

static int keep(int fd) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) fail("readlink");
  path[length] = '\0';
  const char *folder = getenv("FOLDER");
  struct stat status;
  if (fstat(fd, &status) != 0) fail("fstat");
  if (S_ISDIR(status.st_mode)) {
    if (strcmp(path, folder) == 0) return keep_entries(folder);
  } else if (strncmp(path, folder, strlen(folder)) == 0) {
    return keep_file(fd, status.st_ino);
  }
  return 0;
}

static int force(const char *function, int fd) {
  if (access(getenv("SYNC_FAILS"), F_OK) == 0) {
    errno = EIO;
    return -1;
  }
  int (*original)(int) = (int (*)(int))dlsym(RTLD_NEXT, function);
  if (original(fd) != 0) return -1;
  if (keep(fd) == 0) return 0;
  errno = EIO;
  return -1;
}

int fsync(int fd) { return force("fsync", fd); }
int fdatasync(int fd) { return force("fdatasync", fd); }
