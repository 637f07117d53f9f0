#!/usr/bin/env node
// The command as npm links it: it stands here before anything is compiled.
import '../dist/main.js';
