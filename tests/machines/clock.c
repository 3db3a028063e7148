/* A clock that is wrong by CLOCK_SHIFT seconds, for a process that is told to load it first
   (LD_PRELOAD). File systems keep the right time. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

static long shift(void) {
  const char *seconds = getenv("CLOCK_SHIFT");
  return seconds ? atol(seconds) : 0;
}

int clock_gettime(clockid_t id, struct timespec *at) {
  int (*right)(clockid_t, struct timespec *) = dlsym(RTLD_NEXT, "clock_gettime");
  int status = right(id, at);
  if (status == 0 && id == CLOCK_REALTIME) at->tv_sec += shift();
  return status;
}

time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at) *at = now.tv_sec;
  return now.tv_sec;
}

int gettimeofday(struct timeval *at, void *zone) {
  struct timespec now;
  int status = clock_gettime(CLOCK_REALTIME, &now);
  (void)zone;
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return status;
}
