export const alarms = {
  whichAlarms: 'Eine Aktion nennt 1 bis {{most}} Alarme: wählen Sie sie neu aus.',
  past: 'Die Seite zeigt die Vergangenheit, in der an Alarmen nichts zu ändern ist: gehen Sie zuerst zurück zu Live.',
  noAction: 'Das ist mit einem Alarm nicht möglich: laden Sie die Seite neu.',
  minutes: 'Ein Alarm wird für {{minutes}} Minuten zurückgestellt: wählen Sie eine dieser Zeiten.',
  reason: 'Ein Grund von höchstens {{most}} Zeichen ist nötig: schreiben Sie, warum.',
  unknown: 'Diesen Alarm gibt es nicht mehr: das Werk wurde inzwischen geändert.',
  nothingToAcknowledge: 'Dieser Alarm ist vorbei: es gibt nichts zu quittieren.',
  alreadyAcknowledged: 'Dieser Alarm ist bereits quittiert.',
  notAnnounced: 'Dieser Alarm ist zurückgestellt, unterdrückt oder außer Betrieb: es gibt nichts zu quittieren.',
  notShelved: 'Dieser Alarm ist nicht mehr zurückgestellt.',
  isOutOfService: 'Dieser Alarm ist außer Betrieb: nehmen Sie ihn zuerst wieder in Betrieb.',
  notOutOfService: 'Dieser Alarm ist bereits in Betrieb.',
  notKept:
    'Das lässt sich auf der Platte des Gateways nicht festhalten ({{code}}) und wurde nicht getan: schaffen Sie dort Platz und versuchen Sie es noch einmal.',
  notYet: 'Die Aufzeichnung wird noch gefüllt: gleich lassen sich Alarme bearbeiten.',
  recording: 'Dies ist eine Aufzeichnung: an ihren Alarmen ist nichts zu ändern.',
};
