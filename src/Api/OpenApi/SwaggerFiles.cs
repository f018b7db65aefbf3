namespace ClaimCheck.Api.OpenApi;

/// <summary>The files that Swagger UI and the document are given, as they lie beside this one; they are part of the assembly.</summary>
internal static class SwaggerFiles
{
    internal static string Read(string name)
    {
        using var stream = typeof(SwaggerFiles).Assembly.GetManifestResourceStream($"swagger/{name}")
            ?? throw new InvalidOperationException($"{name} is not part of the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }

    internal static IResult Script(string name) => TypedResults.Text(Read(name), "text/javascript");
}
