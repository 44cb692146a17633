"""Tables of Statistics Netherlands (CBS StatLine), read by the OData 4 service into RDF Data Cubes."""
