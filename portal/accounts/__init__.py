"""Who somebody is: roles, sign-up, door-plate card, second factor, qualifications that expire."""
