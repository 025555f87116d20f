export const anomalies = {
  verdict: 'eine Auffälligkeit wird bestätigt oder verworfen',
  gone: 'diese Auffälligkeit gibt es nicht mehr: nichts wurde geändert',
  notKept: 'das Urteil lässt sich auf dem Datenträger des Gateways nicht ablegen ({{code}}): nichts wurde geändert',
} as const;
