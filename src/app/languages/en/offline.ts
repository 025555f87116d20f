export const offline = {
  word: 'Offline',
  stateOf: 'State of {{moment}} ({{age}})',
  notLive: 'Not live: nothing here is newer. The gateway is being tried.',
  alarms: 'Alarms not known',
  alarmsWhy: 'What is abnormal now is not known: it needs the gateway.',
  timeline: 'The timeline needs the gateway.',
} as const;
