export const offline = {
  word: 'Offline',
  stateOf: 'Stand von {{moment}} ({{age}})',
  notLive: 'Nicht live: Nichts hier ist neuer. Das Gateway wird gesucht.',
  timeline: 'Die Zeitleiste braucht das Gateway.',
};
