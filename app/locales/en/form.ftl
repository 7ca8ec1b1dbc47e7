## Shared by all forms
form-error-title = Something needs correcting
