export const offline = {
  word: 'Offline',
  stateOf: 'Stand von {{moment}} ({{age}})',
  notLive: 'Nicht live: Nichts hier ist neuer. Das Gateway wird gesucht.',
  alarms: 'Alarme nicht bekannt',
  alarmsWhy: 'Was gerade nicht normal ist, ist nicht bekannt: Das weiß nur das Gateway.',
  timeline: 'Die Zeitleiste braucht das Gateway.',
};
