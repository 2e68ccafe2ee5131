/* Holds a file as Word or a virus scanner may: open for itself alone, or with a lock on its bytes. For tests/windows/run.
   hold.exe TOLD FILE MILLISECONDS [lock]      makes the file TOLD once it holds the other */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

int main(int count, char **given) {
  if (count < 4) return 2;
  int lock = count > 4 && strcmp(given[4], "lock") == 0;
  DWORD share = lock ? FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE : 0;
  HANDLE file = CreateFileA(given[2], GENERIC_READ | GENERIC_WRITE, share, NULL, OPEN_EXISTING, 0, NULL);
  if (file == INVALID_HANDLE_VALUE) return 1;
  OVERLAPPED from_the_start = {0};
  if (lock && !LockFileEx(file, LOCKFILE_EXCLUSIVE_LOCK, 0, ~0u, ~0u, &from_the_start)) return 1;
  FILE *out = fopen(given[1], "w");
  if (out) fclose(out);
  Sleep((DWORD)atoi(given[3]));
  CloseHandle(file);
  return 0;
}
