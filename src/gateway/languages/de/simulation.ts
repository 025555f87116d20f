export const simulation = {
  live: 'live',
  filling: 'holt {{span}} Vergangenheit nach: {{share}} %',
  clockSetBack:
    'wartet: Die Uhr dieses Rechners wurde um {{span}} zurückgestellt; die Aufzeichnung geht weiter, wenn sie aufgeholt hat',
  minutes: '{{minutes}} min',
  hours: '{{hours}} h',
  stopped: 'die Simulation ist stehen geblieben: {{why}}',
  threadEnded: 'ihr Thread endete mit Code {{code}}',
};
