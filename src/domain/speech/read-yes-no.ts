const YES =
  /^(?:true|yes|y|yeah|yep|sure|ok(?:ay)?|ja|jo|jawohl|jep|gerne?|passt|genau|richtig|correct|confirmed|1)\b/i;
const NO = /^(?:false|no|n|nope|nah|nein|nee|ne|nicht|stopp?|abbrechen|cancel|doch nicht|0)\b/i;

/**
 * A caller's yes or no as a model passes it on. Nothing at all counts as yes, since the function is called only
 * after one; anything else that is neither has to be asked again.
 */
export function readYesNo(said: boolean | string | undefined): 'yes' | 'no' | 'unclear' {
  if (said === undefined || said === true) return 'yes';
  if (said === false) return 'no';
  const text = said.trim();
  if (NO.test(text)) return 'no';
  return YES.test(text) ? 'yes' : 'unclear';
}
