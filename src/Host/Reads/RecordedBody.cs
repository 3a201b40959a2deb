using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace CaseWorkflows.Host.Reads;

/// <summary>An answer's body that lets something be done before anything is written to it. What that throws reaches whoever would have written, and nothing goes out.</summary>
internal sealed class RecordedBody(IHttpResponseBodyFeature inner, Action record) : IHttpResponseBodyFeature
{
    private bool _isRecorded;

    public Stream Stream => Recorded().Stream;

    public PipeWriter Writer => Recorded().Writer;

    public void DisableBuffering() => inner.DisableBuffering();

    public Task StartAsync(CancellationToken cancellationToken = default) => Recorded().StartAsync(cancellationToken);

    public Task SendFileAsync(string path, long offset, long? count, CancellationToken cancellationToken = default) => Recorded().SendFileAsync(path, offset, count, cancellationToken);

    public Task CompleteAsync() => Recorded().CompleteAsync();

    private IHttpResponseBodyFeature Recorded()
    {
        if (!_isRecorded)
        {
            record();
            _isRecorded = true;
        }

        return inner;
    }
}
