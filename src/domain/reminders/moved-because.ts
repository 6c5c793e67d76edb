/** Why a call is not made at the time that was wanted (VIO-33, VIO-34). */
export type MovedBecause = 'before_hours' | 'after_hours' | 'weekend' | 'holiday' | 'number_called_lately';
