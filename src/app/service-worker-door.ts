interface PolicyMaker {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): string };
}

/** Lets the page open without the gateway. Without a worker, on an old browser or an address without TLS, it cannot. */
export function followServiceWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  // The gateway demands trusted types: an address of a script is trusted only by a policy, and this is the only one.
  const { trustedTypes } = globalThis as { trustedTypes?: PolicyMaker };
  const address = '/sw.js';
  const trusted =
    trustedTypes?.createPolicy('gemba-worker', { createScriptURL: () => address }).createScriptURL(address) ?? address;
  // After the first picture: keeping the page for later must not slow it down now.
  addEventListener('load', () => {
    navigator.serviceWorker.register(trusted).catch(() => undefined); // it will be tried again on the next visit
  });
}
