## Delas av alla formulär
form-error-title = Något behöver rättas
