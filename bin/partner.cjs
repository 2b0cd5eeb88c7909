#!/usr/bin/env node
// CommonJS starts faster than ES modules do. Node 22 and later keep the compiled code.
require('node:module').enableCompileCache?.()
require('../dist/main.cjs')
