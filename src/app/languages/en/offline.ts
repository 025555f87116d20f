export const offline = {
  word: 'Offline',
  stateOf: 'State of {{moment}} ({{age}})',
  notLive: 'Not live: nothing here is newer. The gateway is being tried.',
  timeline: 'The timeline needs the gateway.',
} as const;
