export const simulation = {
  live: 'live',
  filling: 'back-filling {{span}} of history: {{share}} %',
  clockSetBack: "waiting: this machine's clock was set back {{span}}; the record goes on when it has caught up",
  minutes: '{{minutes}} min',
  hours: '{{hours}} h',
  stopped: 'the simulation has stopped: {{why}}',
  threadEnded: 'its thread ended with code {{code}}',
} as const;
