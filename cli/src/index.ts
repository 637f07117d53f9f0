// The command's door, for tests and scripts: the same commands, without a process of their own.
export {};
