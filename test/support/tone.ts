/** CHK-18: what no text of ours says: no blame, no praise that is too big, no streaks; people are not "Partner A". */
export const NOT_OUR_TONE =
  /\b(fail(ed|s|ure)?|fault|blame|lazy|should have|excuses?|streaks?|awesome|amazing|great job|well done|congratulations|disappoint\w*|Partner [AB])\b/i
