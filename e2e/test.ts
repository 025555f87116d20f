import { test as base, expect } from '@playwright/test';

/** A page that wrote an error to its console has failed, whatever it looks like. */
export const test = base.extend<{ consoleErrors: string[] }>({
  consoleErrors: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        // A gateway that a test stopped refuses the page that tries again: the browser reports that by itself.
        const stopped = /ERR_CONNECTION_(REFUSED|RESET)/.test(message.text());
        if (message.type() === 'error' && !stopped) errors.push(message.text());
      });
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
