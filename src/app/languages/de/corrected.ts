export const corrected = {
  title: 'Berichtigte Werte',
  was: 'berichtigt {{when}}, zuvor {{was}}',
  wasOnce: 'berichtigt, zuvor {{was}}',
};
