// English words that say nothing of what a text is about, for finding passages and for quoting them.

export const STOP_WORDS: readonly string[] = (
  "a about after all also am an and any anyone anything are as at be because been before being but by can could " +
  "did do does doing done for from further get give go going got had has have having he hello help her here hi " +
  "him his how i if in into is it its just know let like may me might more most much must my need no not now of " +
  "off on one or other our out over own please possible re really same say she should so some somebody someone " +
  "something still such tell than thank thanks that the their them then there these they thing things this those " +
  "through to too under until up us use very want was way we well were what when where whether which while who " +
  "whom whose why will with would yes yet you your yours"
).split(" ");
