export const history = {
  takesNoMore: '{{folder}} nimmt keine Messwerte mehr an ({{why}}).',
  alreadyOpen: 'Die Aufzeichnung in {{folder}} ist in diesem Prozess schon offen.',
  folderNotWritable:
    'In den Ordner {{folder}} der Aufzeichnung kann nicht geschrieben werden: Machen Sie ihn beschreibbar oder wählen Sie einen anderen.',
  otherVersion:
    'Die Aufzeichnung in {{folder}} hat eine andere Version von Gemba geschrieben (Speicherversion {{found}}, diese hier liest {{version}}): Starten Sie jene Version oder wählen Sie einen anderen Ordner.',
  inUse:
    'Die Aufzeichnung in {{folder}} ist von einem anderen Prozess belegt: Beenden Sie ihn oder wählen Sie einen anderen Ordner.',
  inUseBy:
    'Die Aufzeichnung in {{folder}} ist von Prozess {{pid}} belegt: Beenden Sie ihn oder wählen Sie einen anderen Ordner.',
  newerDuckdb:
    'Die Aufzeichnung in {{folder}} hat ein neueres DuckDB geschrieben: Aktualisieren Sie Gemba oder wählen Sie einen anderen Ordner.',
  filesNotWritable:
    'In die Aufzeichnung in {{folder}} kann nicht geschrieben werden: Machen Sie ihre Dateien beschreibbar.',
  diskFull: 'Die Aufzeichnung in {{folder}} lässt sich nicht öffnen, der Datenträger ist voll: Schaffen Sie Platz.',
  damaged:
    'Die Aufzeichnung in {{folder}} ist beschädigt: Schieben Sie den Ordner beiseite, um eine neue zu beginnen, oder setzen Sie eine Sicherung an seine Stelle. ({{why}})',
  notOpened: 'Die Aufzeichnung in {{folder}} lässt sich nicht öffnen: {{why}}',
  otherText: 'ein anderes Gateway hat die Texte dieser Anlage anders nummeriert: Starten Sie dieses Gateway neu',
  logCut: 'das Ende ihres Logs war beschädigt und ist weggelassen; das Log, wie es war, liegt in {{aside}}',
  saved_one: '{{count}} Messwert der beschädigten Aufzeichnung wurde gerettet; sie liegt in {{aside}}',
  saved_other: '{{count}} Messwerte der beschädigten Aufzeichnung wurden gerettet; sie liegt in {{aside}}',
  savedInPart_one:
    '{{count}} Messwert der beschädigten Aufzeichnung wurde gerettet, höchstens {{lost}} waren nicht lesbar; sie liegt in {{aside}}',
  savedInPart_other:
    '{{count}} Messwerte der beschädigten Aufzeichnung wurden gerettet, höchstens {{lost}} waren nicht lesbar; sie liegt in {{aside}}',
  noRoomToSave:
    'der Datenträger hat keinen Platz, um zu retten, was von der beschädigten Aufzeichnung lesbar ist; sie liegt in {{aside}}',
};
