import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts', '**/*.test.tsx'],
    exclude: ['node_modules/**', '.next/**', '.data/**', '.releases/**'],
    globalSetup: ['./processes/checks/test-database.setup.ts'],
    setupFiles: ['./processes/checks/test-environment.setup.ts'],
    // Far from UTC and with odd minutes: a forgotten zone fails.
    env: { TZ: 'Asia/Kathmandu' },
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 15_000,
  },
});
